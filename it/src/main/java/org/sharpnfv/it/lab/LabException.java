/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import java.io.Serial;

/** The lab could not be brought up, driven or read. The message says what a person can do about it. */
public final class LabException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what failed, expected and actual
     */
    public LabException(final String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what failed
     * @param cause why
     */
    public LabException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
