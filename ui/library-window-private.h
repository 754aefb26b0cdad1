/* What the library's files share: the window, and what is done with its looks. */
#pragma once

#include "app/look-library.h"
#include "base/job.h"
#include "ui/library-window.h"

struct _VanityLibraryWindow
{
  AdwWindow parent_instance;

  GtkWidget *search;
  GtkWidget *stack;
  GtkWidget *box;
  GtkWidget *bar;
  GtkWidget *wear_button;

  VanityDocument *document; /* or NULL */
  VanityLookOrder order;
  GPtrArray *looks;     /* VanityLook, as shown */
  GPtrArray *tiles;     /* VanityLookTile, as shown */
  GHashTable *textures; /* id → GdkTexture, of this face */
  GPtrArray *asked;     /* VanityLook, whose pictures are being made */
  VanityJobSlot pictures;
  int pictured; /* the face, −1: none */
  GSimpleActionGroup *actions;
  char *last_toast;
};

/* The look that is chosen, or NULL. */
VanityLook *vanity_library_window_get_selected (VanityLibraryWindow *window);
void vanity_library_window_tell (VanityLibraryWindow *window, const char *text);
/* Tells the world that the looks have changed, and shows them. */
void vanity_library_window_changed (VanityLibraryWindow *window);

/* library-window-actions.c */
void vanity_library_window_init_actions (VanityLibraryWindow *window);
void vanity_library_window_update_actions (VanityLibraryWindow *window);
/* library-window-files.c: looks as files */
void vanity_library_window_init_files (VanityLibraryWindow *window);
void vanity_library_window_choose_import (VanityLibraryWindow *window);
void vanity_library_window_choose_export (VanityLibraryWindow *window, gboolean all);
void vanity_library_window_copy (VanityLibraryWindow *window);
void vanity_library_window_paste (VanityLibraryWindow *window);
