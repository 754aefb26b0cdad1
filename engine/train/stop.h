/* SIGINT (Ctrl-C) and SIGTERM as a question, which work in steps answers when it suits it. */
#pragma once

#include <glib.h>
#include <signal.h>

G_BEGIN_DECLS

/* What signals did before. */
typedef struct
{
  struct sigaction old[2];
} VanityStop;

/* From here on the first of each only asks; the next does what it does without, and so do those
 * that this program was started to ignore. One place of the program at a time. */
void vanity_stop_catch (VanityStop *stop);
void vanity_stop_release (const VanityStop *stop);
/* Since vanity_stop_catch (). */
gboolean vanity_stop_is_asked (void);

G_END_DECLS
