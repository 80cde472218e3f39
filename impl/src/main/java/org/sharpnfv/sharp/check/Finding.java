/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.check;

import java.util.Objects;

/**
 * What was looked at, and found.
 *
 * @param check the name of the check
 * @param subject what it looked at
 * @param severity whether something must be done
 * @param message what was found, in one line
 * @param remedy what to do, in one line; empty if nothing
 */
public record Finding(String check, String subject, Severity severity, String message, String remedy) {
    /** Checks for null, and that there is a remedy where one is needed. */
    public Finding {
        Objects.requireNonNull(check);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(message);
        if (severity == Severity.OK != remedy.isEmpty()) {
            throw new IllegalArgumentException("expected a remedy if and only if not all is well, found " + severity
                + " and '" + remedy + "'");
        }
    }

    static Finding ok(final String check, final String subject, final String message) {
        return new Finding(check, subject, Severity.OK, message, "");
    }

    static Finding warning(final String check, final String subject, final String message, final String remedy) {
        return new Finding(check, subject, Severity.WARNING, message, remedy);
    }

    static Finding failure(final String check, final String subject, final String message, final String remedy) {
        return new Finding(check, subject, Severity.FAILURE, message, remedy);
    }

    /**
     * Names it: the same check of the same subject has the same name the next time.
     *
     * @return check and subject
     */
    public String id() {
        return check + ' ' + subject;
    }
}
