/*
 * Copyright (c) 2026 The SHarP for OpenDaylight authors. All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v2.0 which accompanies this distribution,
 * and is available at https://www.eclipse.org/legal/epl-2.0
 */
package org.sharpnfv.sharp.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.sharpnfv.sharp.controller.ControllerSettings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Holds the defaults of the blueprint and of the machine together. */
class SettingsReaderTest {
    private static Document blueprint() throws IOException, ParserConfigurationException, SAXException {
        try (var stream = SettingsReaderTest.class.getResourceAsStream("/OSGI-INF/blueprint/sharp.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static Properties defaults() throws IOException, ParserConfigurationException, SAXException {
        final var properties = new Properties();
        final var nodes = blueprint().getElementsByTagName("cm:property");
        for (int i = 0; i < nodes.getLength(); i++) {
            final var element = (Element) nodes.item(i);
            properties.setProperty(element.getAttribute("name"), element.getAttribute("value"));
        }
        return properties;
    }

    @Test
    void shouldHaveTheMachinesDefaultsInTheBlueprint() throws Exception {
        assertEquals(ControllerSettings.DEFAULT.withRehearsals(600).withAlignedEntries().withStartRelease(),
            SettingsReader.read(defaults()));
    }

    @Test
    void shouldHandEverySettingToTheController() throws Exception {
        final var names = defaults().stringPropertyNames();
        final var handed = blueprint().getElementsByTagName("prop");

        assertEquals(names.size(), handed.getLength());
        for (int i = 0; i < handed.getLength(); i++) {
            final var element = (Element) handed.item(i);
            assertTrue(names.contains(element.getAttribute("key")));
            assertEquals("${" + element.getAttribute("key") + "}", element.getAttribute("value"));
        }
    }

    /** The file that operators find in etc: nothing in force, all there, at the default. */
    @Test
    void shouldHaveEveryDefaultCommentedInTheConfigurationFile() throws Exception {
        final var lines = Files.readAllLines(Path.of("src/main/cfg/org.sharpnfv.sharp.cfg"));
        final var commented = new Properties();
        for (final var line : lines) {
            assertTrue(line.isEmpty() || line.startsWith("#"), () -> "in force: " + line);
            if (line.matches("#[a-z-]+ = .*")) {
                commented.setProperty(line.substring(1, line.indexOf(' ')), line.substring(line.indexOf('=') + 2));
            }
        }

        assertEquals(defaults(), commented);
    }

    @Test
    void shouldNameTheSettingThatIsNoNumber() throws Exception {
        final var properties = defaults();
        properties.setProperty("guard-us", "soon");

        final var refusal = assertThrows(IllegalArgumentException.class, () -> SettingsReader.read(properties));

        assertTrue(refusal.getMessage().contains("guard-us"), refusal.getMessage());
    }
}
