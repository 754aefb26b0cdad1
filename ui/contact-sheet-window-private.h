/* What the contact sheet's files share: the window, and its way to paper and files. */
#pragma once

#include "app/contact-sheet-job.h"
#include "ui/contact-sheet-window.h"

struct _VanityContactSheetWindow
{
  AdwWindow parent_instance;

  GtkWidget *split;
  GtkWidget *page;
  GtkWidget *count;
  GtkWidget *scrolled;
  GtkWidget *list;
  GtkWidget *working;
  GtkWidget *working_label;
  GtkWidget *progress;

  VanityDocument *document;
  int face;
  GPtrArray *looks;  /* VanityLook */
  GPtrArray *checks; /* GtkCheckButton, as the looks */
  gboolean filling;

  VanityJobSlot preview;
  VanityMadeSheet *made; /* as shown */
  VanityJobSlot making;  /* to be saved or printed */
  char *print_path;      /* instead of a printer; or NULL */
  GSimpleActionGroup *actions;
  char *last_toast;
};

VanityContactSheet *vanity_contact_sheet_window_new_sheet (VanityContactSheetWindow *window);
void vanity_contact_sheet_window_tell (VanityContactSheetWindow *window, const char *text);

/* contact-sheet-window-out.c */
void vanity_contact_sheet_window_init_actions (VanityContactSheetWindow *window);
void vanity_contact_sheet_window_update_actions (VanityContactSheetWindow *window);
