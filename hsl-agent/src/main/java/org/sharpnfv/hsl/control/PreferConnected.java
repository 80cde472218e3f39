/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

/** With both a control channel and a hook: the channel while a VNF is connected to it, else the hook. */
public final class PreferConnected implements VnfControl {
    private final VnfControl channel;
    private final VnfControl hook;

    public PreferConnected(final VnfControl channel, final VnfControl hook) {
        this.channel = channel;
        this.hook = hook;
    }

    @Override
    public void tell(final VnfCommand command) {
        (channel.available() ? channel : hook).tell(command);
    }

    @Override
    public boolean available() {
        return channel.available() || hook.available();
    }

    @Override
    public boolean answersOverConnection() {
        return channel.answersOverConnection();
    }

    @Override
    public void close() {
        channel.close();
        hook.close();
    }
}
