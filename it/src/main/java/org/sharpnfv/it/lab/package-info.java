/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * The lab: Fig. 1 of the paper on one Linux machine. A {@link org.sharpnfv.it.lab.Sandbox} owns everything that a run
 * starts and takes it down again; a {@link org.sharpnfv.it.lab.Topology} is the network;
 * {@link org.sharpnfv.it.lab.Lab} adds agents, VNFs and the controller.
 */
@NullMarked
package org.sharpnfv.it.lab;

import org.jspecify.annotations.NullMarked;
