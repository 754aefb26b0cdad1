/* Asking for a file. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with what was chosen; not where nothing was. */
typedef void (*VanityFilesFunc) (GListModel *files /* GFile */, gpointer data);

/* `from` lies in the window that asks, and must outlive neither: once it is gone nothing is called.
 */
void vanity_ask_to_open (GtkWidget *from, const char *title, gboolean several, VanityFilesFunc func,
                         gpointer data);
void vanity_ask_to_save (GtkWidget *from, const char *title, const char *name, VanityFilesFunc func,
                         gpointer data);
void vanity_ask_for_folder (GtkWidget *from, const char *title, VanityFilesFunc func,
                            gpointer data);

G_END_DECLS
