/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The agent's version: what {@code --version} prints. */
final class HslVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"sharp-hsl " + text()};
    }

    /** The version alone, as HELLO is answered with. */
    static String text() {
        return Optional.ofNullable(HslVersion.class.getPackage().getImplementationVersion())
            .or(() -> Optional.ofNullable(HslVersion.class.getModule().getDescriptor())
                .flatMap(descriptor -> descriptor.rawVersion()))
            .orElse("development");
    }
}
