/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The other end of {@link StatusSocket}: asks all agents that listen in a directory, or in one of their own in it, as
 * those that systemd starts.
 */
public final class RunDirectory {
    private static final String MODE = "rwxr-xr-x";

    private final Path directory;

    public RunDirectory(final Path directory) {
        this.directory = directory;
    }

    /** Makes the directory if there is none. */
    static void make(final Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        }
    }

    /**
     * What those who answered say, and what was wrong with the others.
     *
     * @param agents one object for each, by name
     * @param troubles a sentence for each socket that could not be asked
     */
    public record Found(List<JsonObject> agents, List<String> troubles) {
    }

    /** Asks all; sockets that agents left behind when they were killed are passed over. */
    public Found ask() {
        final var agents = new ArrayList<JsonObject>();
        final var troubles = new ArrayList<String>();
        if (!Files.isDirectory(directory)) {
            return new Found(agents, troubles);
        }
        ask(directory, true, agents, troubles);
        agents.sort(Comparator.comparing(agent -> agent.get("id").getAsString()));
        return new Found(agents, troubles);
    }

    private static void ask(final Path directory, final boolean deeper, final List<JsonObject> agents,
            final List<String> troubles) {
        try (var entries = Files.newDirectoryStream(directory)) {
            for (final Path entry : entries) {
                if (entry.toString().endsWith(StatusSocket.SUFFIX)) {
                    ask(entry, agents, troubles);
                } else if (deeper && Files.isDirectory(entry)) {
                    ask(entry, false, agents, troubles);
                }
            }
        } catch (IOException e) {
            troubles.add(directory + ": cannot be read: " + e);
        }
    }

    private static void ask(final Path socket, final List<JsonObject> agents, final List<String> troubles) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            try (var reader = Channels.newReader(channel, StandardCharsets.UTF_8)) {
                agents.add(JsonParser.parseReader(reader).getAsJsonObject());
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("refused")) {
                troubles.add(socket + ": cannot be asked: " + e.getMessage()
                    + "; run as root or as the agent's user");
            }
        } catch (JsonParseException | IllegalStateException e) {
            troubles.add(socket + ": answered with what is no status: " + e.getMessage());
        }
    }
}
