/* Some of a few words: a button for each, which stays down while it is chosen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CHOICE_PILLS (vanity_choice_pills_get_type ())
G_DECLARE_FINAL_TYPE (VanityChoicePills, vanity_choice_pills, VANITY, CHOICE_PILLS, GtkWidget)

/* Of all words one is chosen, and another only in its place. Before words are added. */
void vanity_choice_pills_set_single (VanityChoicePills *pills, gboolean single);
/* `bit` is what the word stands for; each its own. */
void vanity_choice_pills_add (VanityChoicePills *pills, unsigned bit, const char *label);

/* Signal "changed": somebody chose. Setting them does not tell. */
unsigned vanity_choice_pills_get_bits (VanityChoicePills *pills);
void vanity_choice_pills_set_bits (VanityChoicePills *pills, unsigned bits);

G_END_DECLS
