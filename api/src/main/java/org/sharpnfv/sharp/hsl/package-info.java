/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The handover support layer's part of the protocol (paper: III-B), without any I/O: {@link HslMachine} takes control
 * messages, words of the VNF and the time, {@link FlowGate} decides on each packet of a flow in handover. Whoever
 * drives them moves the bytes.
 */
package org.sharpnfv.sharp.hsl;
