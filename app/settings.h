/* What Vanity remembers between runs: how the window looks, never a photo. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_APP_ID "app.vanity.Vanity"

/* Keys of the schema VANITY_APP_ID. */
#define VANITY_SETTING_WIDTH "window-width"          /* i */
#define VANITY_SETTING_HEIGHT "window-height"        /* i */
#define VANITY_SETTING_MAXIMIZED "window-maximized"  /* b */
#define VANITY_SETTING_VIEW "view"                   /* s: divider, side-by-side, single */
#define VANITY_SETTING_LOOK "look"                   /* s: the id of the look last worn, or "" */
#define VANITY_SETTING_KEEP_LOCATION "keep-location" /* b */
#define VANITY_SETTING_PRIVATE "private" /* b: what is done with products is forgotten */
#define VANITY_SETTING_RECENT_COLORS "recent-colors" /* as: "#rrggbb", the latest first */

#define VANITY_SETTING_COLOR_SCHEME "color-scheme" /* s: system, light, dark */
#define VANITY_SETTING_QUALITY "save-quality"      /* i: 1 to 100, or 0 for the photo's own */
#define VANITY_SETTING_THREADS "threads"           /* i: 0 for all */
#define VANITY_SETTING_MEMORY "memory-limit"       /* i: MiB, 0 for no limit */
#define VANITY_SETTING_AUTOSAVE "autosave"         /* b */
#define VANITY_SETTING_HINTS_SEEN "hints-seen"     /* as */

#define VANITY_SETTING_CAMERA "camera-device"                    /* s: its id, or "" for any */
#define VANITY_SETTING_CAMERA_MIRROR "camera-mirror"             /* b: the view, not the photo */
#define VANITY_SETTING_CAMERA_MIRROR_PHOTO "camera-mirror-photo" /* b */
#define VANITY_SETTING_CAMERA_COUNTDOWN "camera-countdown"       /* i: seconds: 0, 3, 5 or 10 */
#define VANITY_SETTING_CAMERA_BURST "camera-burst"               /* b: the best of several */

/* The settings, or NULL where the schema is not installed: then everything works and nothing is
 * remembered. Owned by the library. */
GSettings *vanity_settings_get_default (void);

G_END_DECLS
