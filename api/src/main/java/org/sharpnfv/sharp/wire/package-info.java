/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
/**
 * What travels in band between controller and HSL: the control messages with their codec, and the mark of packets that
 * the controller releases or gets back.
 */
package org.sharpnfv.sharp.wire;
