/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.rest;

import java.nio.charset.StandardCharsets;

/**
 * An HTTP request, well formed or not.
 *
 * @param what was done to it
 * @param method its method
 * @param path below RESTCONF's root, as it is sent
 * @param contentType its content type; empty for none
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRequest(String what, String method, String path, String contentType, byte[] body) {
    private static final int SHOWN = 800;

    /**
     * The body as text.
     *
     * @return the text, whatever the octets
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return what + ": " + method + ' ' + shown(path) + " (" + contentType + ") " + shown(text());
    }

    private static String shown(final String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "... " + text.length() + " characters" : text;
    }
}
