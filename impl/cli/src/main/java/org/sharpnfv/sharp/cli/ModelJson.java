/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.cli;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactory;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonWriterFactory;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;

/** Top-level containers of the models as JSON (RFC 7951), the way RESTCONF writes and reads them. */
final class ModelJson {
    private static final int INDENT = 2;

    private final AdapterContext context;
    private final DOMSchemaService models;

    ModelJson(final AdapterContext context, final DOMSchemaService models) {
        this.context = context;
        this.models = models;
    }

    private JSONCodecFactory codecs() {
        return JSONCodecFactorySupplier.RFC7951.getShared(models.getGlobalContext());
    }

    <T extends DataObject> String write(final DataObjectIdentifier<T> path, final T data) {
        final var text = new StringWriter();
        try (var writer = NormalizedNodeWriter.forStreamWriter(JSONNormalizedNodeStreamWriter.createExclusiveWriter(
                codecs(), JsonWriterFactory.createJsonWriter(text, INDENT)))) {
            writer.write(context.currentSerializer().toNormalizedDataObject(path, data).node());
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }

    /** Throws what the codec throws if the text is not what the model says: see {@link Refusal}. */
    <T extends DataObject> T read(final DataObjectIdentifier<T> path, final Class<T> type, final String json) {
        final var result = new NormalizationResultHolder();
        try (var writer = ImmutableNormalizedNodeStreamWriter.from(result);
                var parser = JsonParserStream.create(writer, codecs())) {
            parser.parse(new JsonReader(new StringReader(json)));
        } catch (IOException e) {
            throw new UncheckedIOException("a string gives everything", e);
        }
        final var serializer = context.currentSerializer();
        return type.cast(serializer.fromNormalizedNode(serializer.toYangInstanceIdentifier(path),
            result.getResult().data()).getValue());
    }
}
