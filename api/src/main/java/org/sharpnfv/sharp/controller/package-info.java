/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The controller's part of the protocol (paper: III-C), without any I/O. {@link ControllerMachine} takes configuration,
 * packet-ins, barrier replies and the time; what it wants done it says by {@link ControllerOutput}. Inside, a
 * {@link Sweep} finds the flows of a request, a {@link FlowHandover} moves one of them, a {@link Lane} is one direction
 * of it.
 */
package org.sharpnfv.sharp.controller;
