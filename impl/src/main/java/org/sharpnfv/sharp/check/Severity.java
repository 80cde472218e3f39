/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

/** Whether something must be done. */
public enum Severity {
    /** As it should be. */
    OK,
    /** Handovers work, but packets may be lost under load, or something cannot be seen from here. */
    WARNING,
    /** A handover would fail, or lose packets. */
    FAILURE
}
