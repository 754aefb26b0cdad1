/* A contact sheet: the person's own face in the looks that are chosen, to be printed or saved. */
#pragma once

#include "app/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CONTACT_SHEET_WINDOW (vanity_contact_sheet_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityContactSheetWindow, vanity_contact_sheet_window, VANITY,
                      CONTACT_SHEET_WINDOW, AdwWindow)

/* Of the document's selected face, which must be there. */
VanityContactSheetWindow *vanity_contact_sheet_window_new (GtkWindow *parent,
                                                           VanityDocument *document);

/* By the look's id; FALSE where there is no such look or no room for one more. */
gboolean vanity_contact_sheet_window_choose (VanityContactSheetWindow *window, const char *id,
                                             gboolean chosen);
int vanity_contact_sheet_window_get_n_chosen (VanityContactSheetWindow *window);

/* As though the file had been chosen. */
void vanity_contact_sheet_window_save (VanityContactSheetWindow *window, GFile *file);
/* Prints to a PDF, without asking. */
void vanity_contact_sheet_window_print_to (VanityContactSheetWindow *window, const char *path);
/* Whether it saves or makes pictures to print. */
gboolean vanity_contact_sheet_window_is_busy (VanityContactSheetWindow *window);
void vanity_contact_sheet_window_cancel (VanityContactSheetWindow *window);
/* What was told last; NULL for nothing. */
const char *vanity_contact_sheet_window_get_toast (VanityContactSheetWindow *window);

G_END_DECLS
