/* The tables of the catalogue. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

extern const char *const vanity_catalogue_steps[];
extern const int vanity_catalogue_n_steps;

#define VANITY_CATALOGUE_ID 0x564e5443 /* "VNTC" */

/* Gives a connection vanity_words (brand, line, name, category): what a shade is found by. */
gboolean vanity_catalogue_prepare (sqlite3 *connection, GError **error);

/* Makes the index of words anew from the shades, in the transaction. */
gboolean vanity_catalogue_renew_words (VanityDatabase *database, GError **error);

/* Reads what can be read of a damaged catalogue into a new one. For VanityDatabaseSchema. */
gint64 vanity_catalogue_salvage (VanityDatabase *database, sqlite3 *damaged, gpointer data);

G_END_DECLS
