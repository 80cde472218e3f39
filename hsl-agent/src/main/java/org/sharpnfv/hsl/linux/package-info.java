/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * System calls by java.lang.foreign: no JNI, nothing to build. Setting up throws, the data path returns
 * {@code -errno}.
 */
@NullMarked
package org.sharpnfv.hsl.linux;

import org.jspecify.annotations.NullMarked;
