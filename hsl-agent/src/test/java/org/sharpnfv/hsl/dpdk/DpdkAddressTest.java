/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl.dpdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpdkAddressTest {
    @Test
    void shouldKnowDeviceAndArguments() {
        final var address = new DpdkAddress("net_memif12,role=client,socket=/run/a=b.sock,id=0");

        assertEquals("net_memif12", address.device());
        assertEquals(Optional.of("/run/a=b.sock"), address.argument("socket"));
        assertEquals(Optional.empty(), address.argument("so"));
        assertTrue(address.isOf("net_memif"));
        assertFalse(address.isOf("net_mem"));
        assertEquals("0000:03:00.0", new DpdkAddress("0000:03:00.0").device());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",iface=a", "net a", "03:00.0", "net_x0,a= b", "7", "net_x0\n"})
    void shouldRefuse(final String wrong) {
        final var refusal = assertThrows(IllegalArgumentException.class, () -> new DpdkAddress(wrong));

        assertTrue(refusal.getMessage().startsWith("expected a device as DPDK names it"), refusal.getMessage());
    }
}
