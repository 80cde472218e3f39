/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

/**
 * What a port is to be like.
 *
 * @param roomBytes the longest frame
 * @param bufferBytes for its frames
 * @param setsMtu whether the device is to be told of that length
 * @param setsPromiscuous whether the device is to be told to receive everything
 */
public record PortRequest(int roomBytes, int bufferBytes, boolean setsMtu, boolean setsPromiscuous) {
}
