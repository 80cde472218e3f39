/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.simulation.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the protocol's sources with one mistake in them, in memory. */
final class MutantCompiler {
    private static final String ROOT = "org/sharpnfv/sharp/";

    private final Path sources;

    MutantCompiler(final Path sources) {
        this.sources = sources;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(final String name, final String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(final String name) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, Compiled> classes = new HashMap<>();

        Memory(final StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(final JavaFileManager.Location location, final String name,
                final JavaFileObject.Kind kind, final FileObject sibling) {
            return classes.computeIfAbsent(name, Compiled::new);
        }
    }

    /** The class files by name. */
    Map<String, byte[]> compile(final Mutation mutation) throws IOException {
        final var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("expected a JDK, found a runtime without compiler");
        }
        final var errors = new java.io.StringWriter();
        try (var memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            final boolean done = compiler.getTask(errors, memory, null,
                List.of("-proc:none", "-nowarn", "-g", "--release",
                "21", "-classpath", System.getProperty("java.class.path")), null, sources(mutation)).call();
            if (!done) {
                throw new IllegalArgumentException("\"" + mutation.description() + "\" does not compile: " + errors);
            }
            final var classes = new HashMap<String, byte[]>();
            memory.classes.forEach((name, compiled) -> classes.put(name, compiled.bytes.toByteArray()));
            return classes;
        }
    }

    private List<Source> sources(final Mutation mutation) throws IOException {
        final var all = new ArrayList<Source>();
        // the annotations are absent at run time
        all.add(new Source("org/jspecify/annotations/Nullable.java", "package org.jspecify.annotations;"
            + "@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) "
            + "public @interface Nullable { }"));
        try (var files = Files.walk(sources.resolve(ROOT))) {
            for (final var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                final var name = sources.relativize(file).toString();
                final var text = Files.readString(file);
                all.add(new Source(name, name.equals(ROOT + mutation.file()) ? mutate(mutation, text) : text));
            }
        }
        return all;
    }

    static String mutate(final Mutation mutation, final String text) {
        final int at = text.indexOf(mutation.original());
        if (at < 0 || text.indexOf(mutation.original(), at + 1) >= 0) {
            throw new IllegalArgumentException("\"" + mutation.description() + "\": expected exactly once in "
                + mutation.file() + (at < 0 ? ", found never: " : ", found more often: ") + mutation.original());
        }
        return text.substring(0, at) + mutation.replacement() + text.substring(at + mutation.original().length());
    }
}
