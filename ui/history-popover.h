/* The steps that were taken, oldest first: which of them is the current one, and the way to any
 * other. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_HISTORY_POPOVER (vanity_history_popover_get_type ())
G_DECLARE_FINAL_TYPE (VanityHistoryPopover, vanity_history_popover, VANITY, HISTORY_POPOVER,
                      GtkPopover)

GtkWidget *vanity_history_popover_new (void);

/* A reference is taken; NULL: no steps. */
void vanity_history_popover_set_document (VanityHistoryPopover *popover, VanityDocument *document);

G_END_DECLS
