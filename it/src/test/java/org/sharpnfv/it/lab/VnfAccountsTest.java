/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.it.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VnfAccountsTest {
    private static VnfAccounts accounts(final String counters) {
        return new VnfAccounts(Map.of("vnf1", JsonParser.parseString("{\"flows\":[],\"counters\":" + counters + '}')
            .getAsJsonObject()));
    }

    /** What went wrong in an experiment is not held against the next one. */
    @Test
    void shouldForgetWhatWasCountedBefore() {
        final var before = accounts("{\"merged\":2,\"frames\":10,\"marker-missed\":1}");
        final var now = accounts("{\"merged\":2,\"frames\":15,\"marker-missed\":4,\"no-mapping\":1}");

        assertEquals("{\"frames\":5,\"marker-missed\":3,\"no-mapping\":1}",
            now.since(before).dumps().get("vnf1").get("counters").toString());
        assertEquals(now.dumps(), now.since(new VnfAccounts(Map.of())).dumps());
    }
}
