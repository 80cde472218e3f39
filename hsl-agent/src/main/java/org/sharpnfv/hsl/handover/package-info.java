/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * What can be told of handovers afterwards: control messages by type, and when each attempt was how far. Written by
 * the packet thread, once for each message; read by any thread.
 */
@NullMarked
package org.sharpnfv.hsl.handover;

import org.jspecify.annotations.NullMarked;
