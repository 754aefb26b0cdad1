/* document.json, what ties the entries of a document together. */
#pragma once

#include "app/vanity-file.h"

G_BEGIN_DECLS

/* The names of the entries; free with g_free (). Those of photos end like the photos' own. */
char *vanity_file_name_photo (const VanityFilePhoto *photo);
char *vanity_file_name_reference (const VanityFilePhoto *photo, int index);
char *vanity_file_name_look (int index);

/* Looks are written as entries of their own: `looks` (VanityLook) says in which order. */
char *vanity_file_to_json (const VanityFile *file, GPtrArray *looks);

/* `entries` holds what the JSON points to. */
VanityFile *vanity_file_from_json (GBytes *bytes, GHashTable *entries, GError **error);

G_END_DECLS
