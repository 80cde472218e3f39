/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import org.jspecify.annotations.Nullable;
import org.sharpnfv.sharp.controller.GroupView;
import org.sharpnfv.sharp.controller.SweepUpdate;

/**
 * What is new under a name; requests and groups may have the same.
 *
 * @param take the handover of the request, or null if there is none
 * @param handBack the handing back of its flows, or null if there is none
 * @param group the group, or null if there is none
 */
record Snapshot(@Nullable SweepUpdate take, @Nullable SweepUpdate handBack, @Nullable GroupView group) {
}
