/* How much of the machine Vanity uses, as the settings say: threads and memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Applies VANITY_SETTING_THREADS and VANITY_SETTING_MEMORY, now and whenever they change.
 * `settings` may be NULL. */
void vanity_machine_follow (GSettings *settings);

G_END_DECLS
