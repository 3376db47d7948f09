/**
 * Pages of the reports and of {@code dknn serve} in Debian's Chromium, headless, driven by Selenium, and judged by axe-core. Main type:
 * {@link org.dknn.browser.Browser}.
 */
@NullMarked
package org.dknn.browser;

import org.jspecify.annotations.NullMarked;
