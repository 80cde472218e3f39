/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.stats;

import org.jspecify.annotations.Nullable;

/** Something that is wrong for a while: the log has its beginning, a change of the reason, and its end. One thread. */
public final class Trouble {
    private final System.Logger log;
    private final String prefix;
    private @Nullable String last;

    /**
     * Nothing is wrong yet.
     *
     * @param prefix what the sentences are about, with a colon and a space
     */
    public Trouble(final System.Logger log, final String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    /** Something is wrong, maybe still. */
    public void is(final String sentence) {
        if (!sentence.equals(last)) {
            last = sentence;
            log.log(System.Logger.Level.WARNING, "{0}{1}", prefix, sentence);
        }
    }

    /** All is well, maybe as before. */
    public void isOver(final String sentence) {
        if (last != null) {
            last = null;
            log.log(System.Logger.Level.INFO, "{0}{1}", prefix, sentence);
        }
    }

    /** Whether something is wrong. */
    public boolean isNow() {
        return last != null;
    }
}
