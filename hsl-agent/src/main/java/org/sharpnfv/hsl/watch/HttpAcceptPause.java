/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.watch;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.sharpnfv.hsl.linux.Acceptor;

/**
 * Lets the JDK's HTTP server wait when it cannot take a connection because no file descriptor is left. By itself it
 * tries again at once, for ever, with a processor of its own. The record that it logs in between, at a level that
 * nobody reads and in the thread that tries, is the only place where it can be held up.
 */
final class HttpAcceptPause implements Filter {
    /** The server's; kept, because the JDK forgets loggers that nobody holds. */
    private static final Logger SERVER = Logger.getLogger("com.sun.net.httpserver");
    /** What it says when accept(2) or its selector has failed. */
    private static final String FAILURE = "Dispatcher (4)";
    private static final long SAY_AGAIN_NS = TimeUnit.MINUTES.toNanos(1);

    private final String what;
    private long saidNs;
    private boolean said;

    private HttpAcceptPause(final String what) {
        this.what = what;
    }

    /** For all servers of this process, of which there is one. */
    static void install(final String what) {
        // the level of that record; the handlers keep it, and all others below their own level, out of the log
        SERVER.setLevel(Level.FINER);
        SERVER.setFilter(new HttpAcceptPause(what));
    }

    @Override
    public boolean isLoggable(final LogRecord entry) {
        if (!FAILURE.equals(entry.getMessage()) || !(entry.getThrown() instanceof IOException thrown)) {
            return true;
        }
        try {
            Thread.sleep(Acceptor.PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        entry.setLevel(Level.WARNING);
        entry.setThrown(null);
        entry.setMessage(what + ": no connection can be taken, tried again: " + thrown.getMessage());
        return isToBeSaid(System.nanoTime());
    }

    /** Nothing tells when the trouble is over, so a minute without a word stands for that. */
    private synchronized boolean isToBeSaid(final long nowNs) {
        final boolean first = !said || nowNs - saidNs >= SAY_AGAIN_NS;
        if (first) {
            said = true;
            saidNs = nowNs;
        }
        return first;
    }
}
