/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The HSL agent: a bridge between two network interfaces and a VNF. {@link org.sharpnfv.hsl.FramePath} decides about
 * each frame.
 */
@NullMarked
package org.sharpnfv.hsl;

import org.jspecify.annotations.NullMarked;
