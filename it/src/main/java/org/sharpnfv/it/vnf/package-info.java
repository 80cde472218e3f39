/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * A stateful example VNF: forwards between two interfaces and counts each flow's packets and the gaps in their numbers.
 * It shows how a VNF takes part in a handover: it speaks the agent's control channel, and sends a flow's state straight
 * to its peer over the management network. After any number of handovers its counts must equal what was sent.
 *
 * <p>One lock ({@link org.sharpnfv.it.vnf.FlowTable}) makes a batch of packets and a command exclude each other, so
 * that "what was handed over before the command" is a plain statement.
 */
@NullMarked
package org.sharpnfv.it.vnf;

import org.jspecify.annotations.NullMarked;
