/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it;

import org.sharpnfv.it.lab.Stream;

/** Who looks on while an experiment hands over: once at each handover's begin and end, and now and then between. */
public interface Watch {
    /** Nobody. */
    Watch NONE = new Watch() {
        @Override
        public void begin() {
            // nothing to see
        }

        @Override
        public void look() {
            // nothing to see
        }

        @Override
        public void end() {
            // nothing to see
        }

        @Override
        public void settled(final Stream stream) {
            // nothing to see
        }
    };

    /** A handover will be asked for at once. */
    void begin();

    /** It is under way. */
    void look();

    /** It is over, or is taken for stuck. */
    void end();

    /**
     * No handover has been under way for a while, neither at the begin of the stream nor after a handover.
     *
     * @param stream which goes on
     */
    void settled(Stream stream);
}
