/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.controller;

/**
 * A flow that a roll-back left with its source although a request steers it elsewhere: its exact entries stay.
 *
 * @param instance where the flow is
 * @param handover owns the exact entries
 * @param offeredTo the sweep for which the exact entries were removed, or null
 */
record Pin(Instance instance, FlowHandover handover, Sweep offeredTo) {
}
