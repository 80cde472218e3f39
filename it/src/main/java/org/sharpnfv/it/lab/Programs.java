/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import com.google.gson.Gson;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.sharpnfv.hsl.shim.Shim;
import org.sharpnfv.sharp.flow.FlowKey;
import picocli.CommandLine;

/** Where the programs that a lab runs are found. */
public final class Programs {
    /** Small heap, the collector and the compiler with the least machinery: their pauses would count as delay. */
    private static final List<String> JVM_FLAGS = List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+AlwaysPreTouch", "--enable-native-access=ALL-UNNAMED");

    private static final List<Class<?>> NEEDED = List.of(Programs.class, FlowKey.class, Shim.class, Gson.class,
        Histogram.class, CommandLine.class);

    private Programs() {
    }

    /**
     * The repository: what {@code SHARP_TOP} says, else the nearest directory above with {@code mvnw}.
     *
     * @return its path
     */
    public static Path top() {
        final String told = System.getenv("SHARP_TOP");
        if (told != null) {
            return Path.of(told);
        }
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw")) && Files.exists(path.resolve("it"))) {
                return path;
            }
        }
        throw new LabException("expected to be started inside the repository, found " + Path.of("").toAbsolutePath());
    }

    /**
     * One of our own programs, on the Java of this JVM.
     *
     * @param main its class
     * @param arguments its arguments
     * @return the command
     */
    public static Command java(final Class<?> main, final List<String> arguments) {
        final var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_FLAGS);
        words.add("-cp");
        words.add(classPath());
        words.add(main.getName());
        words.addAll(arguments);
        return new Command(words, Map.of());
    }

    /** Where our own classes and those they need were loaded from: right under Maven, an IDE and it/demo alike. */
    private static String classPath() {
        return NEEDED.stream().map(needed -> {
            try {
                return Path.of(needed.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
            } catch (URISyntaxException e) {
                throw new LabException("cannot tell where " + needed + " comes from", e);
            }
        }).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The built agent, or the one that {@code SHARP_AGENT} names.
     *
     * @return its start script
     */
    public static Path agent() {
        final String told = System.getenv("SHARP_AGENT");
        return told != null ? Path.of(told) : built("hsl-agent/target/sharp-hsl/bin/sharp-hsl");
    }

    /**
     * The built distribution, or the one that {@code SHARP_DISTRIBUTION} names.
     *
     * @return its directory
     */
    public static Path distribution() {
        final String told = System.getenv("SHARP_DISTRIBUTION");
        return told != null ? Path.of(told) : built("karaf/target/assembly");
    }

    /**
     * The Java that the controller runs on.
     *
     * @return its home
     */
    public static String jdk21() {
        final String known = System.getenv("SHARP_JDK21_HOME");
        return known != null ? known
            : Command.of("bash", "-c", ". " + top().resolve(".mvn/tools.sh") + " && sharp_jdk21").run().strip();
    }

    private static Path built(final String path) {
        final Path found = top().resolve(path);
        if (!Files.exists(found)) {
            throw new LabException("expected " + found + " to be built: run ./mvnw -DskipTests package");
        }
        return found;
    }
}
