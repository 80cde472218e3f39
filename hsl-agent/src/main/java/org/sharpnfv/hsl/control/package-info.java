/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * What the VNF is told and what it answers, and the channel it may connect to. Nothing here makes the packet thread
 * wait.
 */
@NullMarked
package org.sharpnfv.hsl.control;

import org.jspecify.annotations.NullMarked;
