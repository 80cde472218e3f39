/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.hsl;

import org.sharpnfv.hsl.shim.NetworkSide;
import org.sharpnfv.hsl.shim.ShimAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of the command line become values; each says what was expected and what was found. */
final class OptionValues {
    private static final int ETHER_TYPE_MIN = 0x0600;

    private OptionValues() {
        // classes only
    }

    static TypeConversionException refusal(final String sentence, final RuntimeException cause) {
        final var refusal = new TypeConversionException(sentence);
        refusal.initCause(cause);
        return refusal;
    }

    /** A network interface, or what stands in its place. */
    static final class NetworkName implements ITypeConverter<String> {
        @Override
        public String convert(final String text) {
            try {
                return NetworkSide.check(text);
            } catch (IllegalArgumentException e) {
                throw refusal(e.getMessage(), e);
            }
        }
    }

    /** Kind and names of the VNF's interfaces. */
    static final class VnfAddress implements ITypeConverter<ShimAddress> {
        @Override
        public ShimAddress convert(final String text) {
            try {
                return ShimAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw refusal(e.getMessage(), e);
            }
        }
    }

    /** Hexadecimal with 0x, or decimal. */
    static final class EtherTypeNumber implements ITypeConverter<Integer> {
        @Override
        public Integer convert(final String text) {
            final int type;
            try {
                type = Integer.decode(text);
            } catch (NumberFormatException e) {
                throw refusal("expected a number such as 0x88B5, found " + text, e);
            }
            if (type < ETHER_TYPE_MIN || type > 0xFFFF) {
                throw new TypeConversionException("expected 0x0600 to 0xFFFF, found " + text);
            }
            return type;
        }
    }
}
