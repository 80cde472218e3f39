/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */

/**
 * The protocol between controller and agent, as pure functions. Nothing but {@code java.base}: what is not
 * required here does not compile.
 */
module org.sharpnfv.sharp.api {
    requires static transitive org.jspecify;

    exports org.sharpnfv.sharp.controller;
    exports org.sharpnfv.sharp.flow;
    exports org.sharpnfv.sharp.hsl;
    exports org.sharpnfv.sharp.wire;
}
