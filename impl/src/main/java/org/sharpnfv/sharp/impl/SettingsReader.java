/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.sharpnfv.sharp.controller.ControllerSettings;

/** Reads etc/org.sharpnfv.sharp.cfg, whose keys and defaults are in OSGI-INF/blueprint/sharp.xml. */
final class SettingsReader {
    private SettingsReader() {
        // one static function only
    }

    static ControllerSettings read(final Properties properties) {
        return new ControllerSettings(
            number(properties, "classifier-table"),
            number(properties, "steering-table"),
            number(properties, "classifier-priority"),
            number(properties, "steering-priority"),
            number(properties, "cookie-prefix"),
            number(properties, "ether-type"),
            TimeUnit.MICROSECONDS.toNanos(number(properties, "guard-us")),
            TimeUnit.MILLISECONDS.toNanos(number(properties, "start-silence-ms")),
            TimeUnit.MILLISECONDS.toNanos(number(properties, "silence-ms")),
            TimeUnit.MILLISECONDS.toNanos(number(properties, "acknowledge-ms")),
            ControllerSettings.DEFAULT.acknowledgeWithinNs(),
            TimeUnit.MILLISECONDS.toNanos(number(properties, "hello-ms")),
            number(properties, "flows-at-once"),
            number(properties, "rehearsals"),
            flag(properties, "align-entries"),
            flag(properties, "start-release"));
    }

    private static String text(final Properties properties, final String key) {
        final var text = properties.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("etc/org.sharpnfv.sharp.cfg: expected a value for " + key
                + ", found none");
        }
        return text.strip();
    }

    private static boolean flag(final Properties properties, final String key) {
        final var text = text(properties, key);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("etc/org.sharpnfv.sharp.cfg: expected true or false for "
                + key + ", found '" + text + "'");
        };
    }

    private static int number(final Properties properties, final String key) {
        final var text = text(properties, key);
        try {
            return Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("etc/org.sharpnfv.sharp.cfg: expected a number for " + key + ", found '"
                + text + "'", e);
        }
    }
}
