/* Who works on a file: a lock that other windows and other processes of the same person see, and
 * that goes with the process that holds it, however that ends.
 *
 * It is an advisory lock, flock (2), on a small file in the folder of the session
 * (XDG_RUNTIME_DIR), named by the file's URI: so it works for files on every file system and leaves
 * nothing beside them. Another computer does not see it; what it writes meanwhile is found out when
 * saving (app/document-file.h). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityLock VanityLock;

/* NULL where somebody else holds it. Where no lock can be made at all it is one that nobody sees.
 */
VanityLock *vanity_lock_take (GFile *file);
void vanity_lock_free (VanityLock *lock);

/* The same for a path that is the lock itself, and for whom the folder is there: NULL also where it
 * cannot be made. */
VanityLock *vanity_lock_take_path (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLock, vanity_lock_free)

G_END_DECLS
