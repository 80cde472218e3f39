/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.control;

/** A way to tell the VNF something; its answers come as {@link VnfEvent}s. */
public interface VnfControl extends AutoCloseable {
    /** Never waits. What cannot be delivered is answered by a failure event at once or later. */
    void tell(VnfCommand command);

    /** Whether somebody is there to be told. */
    boolean available();

    /** Whether an answer to what is told now comes over a connection, so that it cannot come when that breaks. */
    boolean answersOverConnection();

    @Override
    void close();
}
