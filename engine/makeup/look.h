/* A look: a versioned JSON document that lists layers, and nothing of the person.
 *
 * A layer that is worn otherwise on the person's own left side says there what differs: "left", an
 * object of parameters. What was erased and added by hand is its "mask" (layer-mask.h). A layer may
 * name the "product" it is worn as, a uid of the catalogue; it stays in the look where no catalogue
 * knows it.
 *
 *   { "vanity-look": 1, "id": "red-lip", "name": "Red lip", "summary": "…", "tags": ["classic"],
 *     "layers": [ { "kind": "lipstick", "opacity": 0.9, "color": "#a01022", "finish": "satin",
 *                   "product": "3f9ac2…" } ] }
 */
#pragma once

#include "makeup/layer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *id;      /* kebab case, unique among the looks shown */
  char *name;    /* for people; a shipped look's name is translated by vanity_look_get_label () */
  char *summary; /* one sentence, or "" */
  char **tags;
  GPtrArray *layers; /* VanityLayer, owned */
} VanityLook;        /* reference counted; treat as immutable once shared, copy to edit */

VanityLook *vanity_look_new (const char *id, const char *name);
VanityLook *vanity_look_copy (const VanityLook *look);
VanityLook *vanity_look_ref (VanityLook *look);
void vanity_look_unref (VanityLook *look);

/* Errors name file, layer, parameter, value and rule: _FORMAT (not JSON, not a look, a newer
 * version), _VALUE (unknown layer or parameter, out of range), _LIMIT (file over 1 MiB, over 64
 * layers), _FILE. */
VanityLook *vanity_look_load (GFile *file, GError **error);
VanityLook *vanity_look_load_bytes (GBytes *bytes, const char *name, GError **error);
/* Atomic. _LIMIT for a look that could not be read again, _FILE. */
gboolean vanity_look_save (const VanityLook *look, GFile *file, GError **error);

/* The shipped looks in the order of the gallery ("bare" first), compiled into the library;
 * elements are VanityLook, owned by the array. */
GPtrArray *vanity_look_list_shipped (void);
/* Where the look with this id is among `looks` of VanityLook, or −1. */
int vanity_looks_find (const GPtrArray *looks, const char *id);
/* A shipped look by id, or, when `name_or_path` is a file that exists, that file. */
VanityLook *vanity_look_find (const char *name_or_path, GError **error);

/* What the layers that are to be seen ask for: VanityHint (makeup/hints.h), a bit set. */
unsigned vanity_look_get_hints (const VanityLook *look);
/* What they cannot do in a photo that these hints are of, a sentence a line, translated; NULL where
 * there is nothing to say. `hints` may be NULL. Free it. */
char *vanity_look_get_notes (const VanityLook *look, const VanityHints *hints);

#define VANITY_LOOK_MAX_TAGS 16
/* Lower-case letters of any script, digits and single hyphens between them; else
 * VANITY_ERROR_VALUE.
 */
gboolean vanity_look_check_tag (const char *tag, GError **error);

const char *vanity_look_get_label (const VanityLook *look);   /* translated name */
const char *vanity_look_get_summary (const VanityLook *look); /* translated */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLook, vanity_look_unref)

G_END_DECLS
