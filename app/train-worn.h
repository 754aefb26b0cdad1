/* vanity-train worn: learns to tell what a face wears. */
#pragma once

int vanity_train_worn (int argc, char **argv);
