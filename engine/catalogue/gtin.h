/* Global Trade Item Numbers: GS1 General Specifications, section 7.9 (check digit). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes a GTIN-8, -12, -13 or -14; spaces and hyphens are allowed between digits. `canonical` gets
 * its 14 digits, filled up with zeros from the left, which is the same for every way of writing
 * one. FALSE with VANITY_ERROR_VALUE that names the text and the rule: digits only, length, check
 * digit; and numbers that name no product the world over: all zeros, those for use inside a shop
 * (GS1 prefixes 020–029, 040–049, 200–299) and coupons (050–059, 980–999). */
gboolean vanity_gtin_check (const char *text, char canonical[15], GError **error);

/* The digit that makes `digits` (7 to 13 of them, checked by the caller) whole: from the right,
 * weights 3, 1, 3 …, 10 less the sum. As a character. */
char vanity_gtin_get_check_digit (const char *digits, gsize length);

G_END_DECLS
