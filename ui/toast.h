/* Short words that go by themselves, over the window in which something happened. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What may be done from a toast. `data` is freed with it. */
typedef void (*VanityToastFunc) (gpointer data);

/* Shows `text` in the overlay for toasts that `from` lies in; where there is none, nothing. */
void vanity_toast (GtkWidget *from, const char *text);
/* The same with a button: `func` is called once, when it is pressed. */
void vanity_toast_with_button (GtkWidget *from, const char *text, const char *button,
                               VanityToastFunc func, gpointer data, GDestroyNotify free_data);

G_END_DECLS
