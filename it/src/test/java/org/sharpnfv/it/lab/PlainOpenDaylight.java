/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An OpenDaylight of the same release that nobody has told of SHarP, made of our distribution: the features that ours
 * stand on, openflowplugin as it comes, and a repository with what else the users of openflowplugin install.
 */
public final class PlainOpenDaylight {
    /** Where the build has put the neighbours that our distribution lacks. */
    private static final Path NEIGHBOURS = Programs.top().resolve("it/target/neighbours");
    private static final String RESTCONF = "org/opendaylight/netconf/odl-restconf";
    private static final String FLOW_SERVICES = "org/opendaylight/openflowplugin/odl-openflowplugin-flow-services";
    private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";

    private PlainOpenDaylight() {
    }

    /**
     * Changes a controller's home before its first start.
     *
     * @param home the private home
     */
    public static void make(final Path home) {
        try (var files = Files.list(home.resolve("etc"))) {
            for (final var file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
                final String text = Files.readString(file);
                if (text.contains("mvn:org.sharpnfv/")) {
                    Files.writeString(file, withoutSharp(home, text));
                }
            }
            Files.delete(home.resolve("etc/org.opendaylight.openflowplugin.cfg"));
            final Path maven = home.resolve(MAVEN);
            final String repositories = Files.readString(maven);
            final String more = repositories.replace("@id=kar.repository@multi", "@id=kar.repository@multi, \\\n    "
                + NEIGHBOURS.toUri() + "@id=neighbours");
            if (more.equals(repositories) || !Files.exists(NEIGHBOURS)) {
                throw new LabException("expected repositories in " + maven + " and neighbours in " + NEIGHBOURS);
            }
            Files.writeString(maven, more);
        } catch (IOException e) {
            throw new LabException("cannot change " + home, e);
        }
    }

    private static String withoutSharp(final Path home, final String text) throws IOException {
        final String plain = text
            .replaceAll("<repository>mvn:org\\.sharpnfv/.*</repository>", repository(home, FLOW_SERVICES)
                + repository(home, RESTCONF))
            .replaceFirst("<feature.*>odl-sharp-rest</feature>",
                "<feature>odl-openflowplugin-flow-services</feature><feature>odl-restconf</feature>")
            .replaceAll("<feature.*>odl-sharp.*</feature>", "");
        if (plain.contains("sharp") || !plain.contains("<feature>odl-restconf</feature>")) {
            throw new LabException("expected features without SHarP, found " + plain);
        }
        return plain;
    }

    /** A feature of the distribution, as a repository of its own. */
    private static String repository(final Path home, final String feature) throws IOException {
        try (var versions = Files.list(home.resolve("system").resolve(feature))) {
            final Path version = versions.filter(Files::isDirectory).findFirst().orElseThrow();
            final Path artifact = version.getParent();
            return "<repository>mvn:" + home.resolve("system").relativize(artifact.getParent()).toString()
                .replace('/', '.') + '/' + artifact.getFileName() + '/' + version.getFileName()
                + "/xml/features</repository>";
        }
    }
}
