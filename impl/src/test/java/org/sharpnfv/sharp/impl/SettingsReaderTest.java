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
        assertEquals(ControllerSettings.DEFAULT.withRehearsals(600), SettingsReader.read(defaults()));
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

    @Test
    void shouldNameTheSettingThatIsNoNumber() throws Exception {
        final var properties = defaults();
        properties.setProperty("guard-us", "soon");

        final var refusal = assertThrows(IllegalArgumentException.class, () -> SettingsReader.read(properties));

        assertTrue(refusal.getMessage().contains("guard-us"), refusal.getMessage());
    }
}
