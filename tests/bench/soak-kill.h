/* A child that works on a document, saves it, is saved by itself and writes to the catalogue, and
 * is killed at moments that nobody chose: what it leaves opens again, and little of it is lost. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The child, which ends when it is killed; `folder` is its home. `pasted`: the photo has no file.
 */
int soak_child_run (const char *photo, const char *folder, gboolean pasted);

/* Kills `n` of them, one after the other, with `program` and the same photo. Prints what that came
 * to. */
gboolean soak_kill_print (const char *program, const char *photo, int n, const char *folder,
                          GError **error);

/* What the child did last, in the strength of the look: n of them are told apart. */
#define SOAK_CHANGES 9000
double soak_change_to_strength (int change);
int soak_strength_to_change (double strength);

/* Its files in `folder`. */
#define SOAK_DOCUMENT "me.vanity"
#define SOAK_LOG "changes"
#define SOAK_CATALOGUE "catalogue.db"

G_END_DECLS
