/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.linux;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.sharpnfv.hsl.stats.Trouble;

/**
 * Takes connections for as long as a server socket is open. When one cannot be taken, most likely because there is no
 * file descriptor left, it stays in the queue of the socket and is tried again; the log says so once.
 */
public final class Acceptor {
    /** So that a connection which cannot be taken does not keep a processor busy. */
    public static final long PAUSE_MS = 100;

    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());

    private Acceptor() {
        // one function
    }

    /** Returns when the socket is closed; the name is for the log. */
    public static void run(final Object name, final ServerSocketChannel server,
            final Consumer<SocketChannel> connections) {
        final var trouble = new Trouble(LOG, name + ": ");
        while (server.isOpen()) {
            final SocketChannel connection;
            try {
                connection = server.accept();
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                trouble.is("no connection can be taken, tried again: " + e.getMessage());
                if (!pause()) {
                    return;
                }
                continue;
            }
            trouble.isOver("connections are taken again");
            connections.accept(connection);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
